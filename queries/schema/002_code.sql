-- Grain: code of a list. config.codes has one row per label, and a code may have had two labels; a join needs the code once.
-- A table for the reason given in 010_zeitraum.sql.
create or replace table basis.code as
select distinct c.liste, c.code, c.rang
from config.codes c;
