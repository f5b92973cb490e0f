-- title: {de: Erfolgreicher Schulbesuch, en: Successful school attendance}
-- short: {de: erfolgreich, en: successful}
-- catalogue: B07
-- topic: schulbesuch
-- numerator:
--   de: Schulpflichtige mit Schulplatz, höchstens zehn unentschuldigten Fehltagen und weniger als 10 % Fehlzeit im Schuljahr, die versetzt sind oder einen Abschluss haben
--   en: Persons subject to compulsory schooling with a place, at most ten days of unexcused absence and less than 10 % absence in the school year, who have been promoted or gained a certificate
-- denominator:
--   de: Schulpflichtige am 30. Juni des Schuljahrs, für die sich das sagen lässt
--   en: Persons subject to compulsory schooling on 30 June of the school year of whom this can be said
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: school_year
-- disclosure: sensitive
-- harm: complement
-- unknown: sensitive
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Erfolgreicher Schulbesuch nach § 25a Abs. 1 Nr. 2 AufenthG, wie ihn Ausländerbehörden auslegen; keine amtliche Definition
-- source: Schulen (SchILD-Export)
-- note:
--   de: Ein verfehltes Kriterium genügt für »nein«, auch wenn andere nicht bekannt sind. Wo keine Versetzung vorgesehen ist, gilt das Klassenziel als erreicht. Die Grenzen stehen in config/reference/parameter.csv (fehltage_max, fehlquote_max).
--   en: One criterion missed is enough for "no", even where others are unknown. Where no promotion is due, the aim of the grade counts as reached. The limits are set in config/reference/parameter.csv (fehltage_max, fehlquote_max).
with pflichtig as (
  select y.freq, y.time_period, y.von, y.bis, s.person_id, s.familie_id, s.schulplatz
  from basis.zeitraum y
  join basis.lauf l on l.term_von <= y.von
  -- The last quarter that ends within the school year.
  join basis.zeitraum q on q.freq = 'Q' and q.bis < y.bis and q.bis >= y.bis - to_months(3)
  join basis.schulbesuch_stichtag s on s.freq = q.freq and s.time_period = q.time_period
  where y.freq = 'SY'
    and s.schulpflicht_2 is not null
),
abschluss as (
  select p.time_period, p.person_id, bool_or(u.abschluss not in ('A', 'R')) as abschluss
  from pflichtig p
  join basis.uebergang u on u.person_id = p.person_id and u.abgang_monat between p.von and p.bis
  group by p.time_period, p.person_id
),
urteil as (
  select
    p.freq,
    p.time_period,
    p.person_id,
    p.familie_id,
    -- Three-valued: false and unknown is false, true and unknown is unknown.
    p.schulplatz
      and case when f.ganz then f.unent_tage <= basis.parameter('fehltage_max') end
      and case when f.ganz and f.soll_std > 0 then f.fehl_std < f.soll_std * basis.parameter('fehlquote_max') end
      and (v.versetzt in ('JA', 'ENTFAELLT') or coalesce(a.abschluss, false)) as erfolg
  from pflichtig p
  left join basis.schueler_fehlzeit f on f.freq = p.freq and f.time_period = p.time_period and f.person_id = p.person_id
  left join basis.schuljahr_ergebnis v on v.freq = p.freq and v.time_period = p.time_period and v.person_id = p.person_id
  left join abschluss a on a.time_period = p.time_period and a.person_id = p.person_id
)
select
  u.freq,
  u.time_period,
  u.person_id as unit_id,
  u.person_id,
  u.familie_id as family_id,
  u.erfolg::decimal(18, 6) as numerator,
  case when u.erfolg is not null then 1 end::decimal(18, 6) as denominator
from urteil u
