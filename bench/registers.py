"""Write registers of tests into the configured database: `python -m bench.registers ward merged`.

All six without a name. They look like nothing in the demo, which is what they are for.
"""

import os
import sys

import django


def main(names: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commune_security.settings")
    django.setup()
    from tests.registers import BUILDERS

    for name in names or list(BUILDERS):
        made = BUILDERS[name]()
        villages = len(made.villages)
        print(f"{name}: {made.commune.full_name}, {villages} villages, {made.officer.username}")


if __name__ == "__main__":
    main(sys.argv[1:])
