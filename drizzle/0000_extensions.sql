-- Trigram indexes make "contains" fast. The extension is trusted: the database's owner may create it.
create extension if not exists pg_trgm;
