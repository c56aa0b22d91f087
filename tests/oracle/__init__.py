"""An oracle for figures: plain loops over rows, written from the rules, sharing no code with the product."""
