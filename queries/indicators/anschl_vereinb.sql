-- title: {de: Abgang mit Anschlussvereinbarung, en: Leaving with an agreement on the next step}
-- short: {de: Anschlussvereinbarung, en: Agreement}
-- catalogue: C03
-- topic: uebergang
-- numerator:
--   de: Personen mit Anschlussvereinbarung (SBO 10.6)
--   en: Persons with an agreement on the next step (SBO 10.6)
-- denominator:
--   de: Personen, die während der Begleitung eine Abschlussklasse verlassen haben
--   en: Persons who left a final class while their family was supported
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: project
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Standardelemente KAoA, SBO 10.6
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Kumuliert; von mehreren Abgängen zählt der letzte aus einer Abschlussklasse. Ist nicht gemeldet, ob es eine war, ist der Abgang nicht feststellbar.
--   en: Cumulated; of several leavings the last from a final class counts. Where it is not reported whether it was one, the leaving is not determinable.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  case when a.abschlussklasse then a.anschlussvereinbarung end::decimal(18, 6) as numerator,
  case when a.abschlussklasse and a.anschlussvereinbarung is not null then 1 end::decimal(18, 6) as denominator
from basis.abgang_bisher a
where a.abschlussklasse is distinct from false
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
