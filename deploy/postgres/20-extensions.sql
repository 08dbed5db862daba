-- Here and not in a migration: not every extension may be made by its database's owner.
\connect baton

create extension if not exists vector;
