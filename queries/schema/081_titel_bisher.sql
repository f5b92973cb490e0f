-- Grain: person × period (P, T). Whether somebody has received a first title since the family came in, and on which legal basis.
-- titel is null where nothing is known about the status of the person up to the day. A title held before intake is not one
-- received in the project: titel is false.
create or replace view basis.titel_bisher as
with bekannt as (
  select a.person_id, min(a.gueltig_von) as ab
  from basis.aufenthalt a
  where a.status <> 'UNBEK'
  group by a.person_id
),
erteilt as (
  select p.*, t.rechtsgrundlage
  from basis.person_bisher p
  left join basis.erster_titel t on t.person_id = p.person_id and t.monat between p.aufnahme_monat and p.begleitet_bis
)
select
  e.freq,
  e.time_period,
  e.familie_id,
  e.person_id,
  case when b.ab is not null then e.rechtsgrundlage is not null end as titel,
  e.rechtsgrundlage
from erteilt e
left join bekannt b on b.person_id = e.person_id and b.ab <= e.begleitet_bis;
