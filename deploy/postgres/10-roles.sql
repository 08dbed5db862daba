-- Runs once, as the superuser, when the database's volume is empty. Temporal and Baton each get a role that owns its
-- own databases and nothing else.
\getenv temporal_password TEMPORAL_DB_PASSWORD
\getenv baton_password BATON_DB_PASSWORD

create role temporal login password :'temporal_password';
create role baton login password :'baton_password';

create database temporal owner temporal;
create database temporal_visibility owner temporal;
create database baton owner baton;

revoke connect on database postgres from public;
revoke connect on database temporal from public;
revoke connect on database temporal_visibility from public;
revoke connect on database baton from public;
