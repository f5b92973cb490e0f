-- A number that a formula needs, from config/reference/parameter.csv: basis.parameter('hilfeplan_monate').
-- A name that is not there ends the query with its name. Without that, the comparison would be NULL and every row would
-- silently drop out.
create or replace macro basis.parameter(gesucht) as coalesce(
  (select p.wert from config.parameter p where p.name = gesucht),
  error('config/reference/parameter.csv: Es fehlt die Zeile "' || gesucht || '".')
);
