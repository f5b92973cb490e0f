-- Grain: person. The first residence permit or settlement permit a person ever held, and its legal basis (list rechtsgrundlage).
-- Renewals and changes of the title are not a new title. A tolerated stay (DUL_*) is no title.
create or replace view basis.erster_titel as
select
  a.person_id,
  a.gueltig_von as monat,
  case
    when a.status like 'AE\_25A%' escape '\' then 'P25A'
    when a.status like 'AE\_25B%' escape '\' then 'P25B'
    else 'SONST'
  end as rechtsgrundlage
from basis.aufenthalt a
where a.status like 'AE\_%' escape '\'
   or a.status = 'NE'
qualify row_number() over (partition by a.person_id order by a.gueltig_von) = 1;
