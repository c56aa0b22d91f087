-- Run once as the superuser: psql -f deploy/postgresql.sql -v password="'…'"
-- A user for the portal, a database of its own, limits, and no personal data in PostgreSQL's log.
CREATE ROLE portal LOGIN PASSWORD :password;
CREATE DATABASE portal OWNER portal TEMPLATE template0 ENCODING 'UTF8';
\connect portal
CREATE EXTENSION IF NOT EXISTS btree_gist;
-- A page that takes a minute has gone wrong; migrations and backups take their own time:
-- PGOPTIONS='-c statement_timeout=0' manage.py migrate
ALTER ROLE portal SET statement_timeout = '60s';
ALTER ROLE portal SET lock_timeout = '15s';
ALTER ROLE portal SET idle_in_transaction_session_timeout = '5min';
-- A refused row would stand in the log with names and addresses.
ALTER ROLE portal SET log_min_error_statement = 'panic';
ALTER ROLE portal SET log_statement = 'none';
ALTER ROLE portal SET log_parameter_max_length_on_error = 0;
