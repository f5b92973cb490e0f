-- title: {de: Veränderung der unentschuldigten Fehlzeit seit dem Ausgangshalbjahr, en: Change of unexcused absence since the baseline half-year}
-- short: {de: Fehlzeit gegenüber Ausgang, en: absence against baseline}
-- catalogue: B16
-- topic: schulbesuch
-- numerator:
--   de: Unentschuldigte Fehlquote der Schülerin oder des Schülers im Halbjahr
--   en: Rate of unexcused absence of the pupil in the half-year
-- denominator:
--   de: Dieselbe Quote im Ausgangshalbjahr
--   en: The same rate in the baseline half-year
-- measure: paired
-- unit: PERSONS
-- counts: persons
-- noun: {de: Schülerinnen und Schülern, en: pupils}
-- direction: down
-- period: half_year
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Fehlzeiten im Zeugnis nach § 49 SchulG NRW (SchILD SumFehlStdU)
-- source: Schulen (SchILD-Export)
-- note:
--   de: Paarvergleich derselben Schülerinnen und Schüler (McNemar, mid-p). Das Ausgangshalbjahr ist das Halbjahr vor dem der Aufnahme; wie viele davor, steht in config/reference/parameter.csv (ausgang_halbjahre). Wer damals oder jetzt keine Angabe hat, ist nicht feststellbar. Wer mit hohen Fehlzeiten beginnt, verbessert sich auch ohne Zutun eher.
--   en: The same pupils compared (McNemar, mid-p). The baseline is the half-year before that of intake; how many before is set in config/reference/parameter.csv (ausgang_halbjahre). Pupils without a figure then or now are not determinable. Who begins with much absence tends to improve anyway.
with quote as (
  select
    h.person_id,
    h.halbjahr_von,
    -- Over all schools of the half-year; one that has told nothing makes it unknown, as in basis.schueler_fehlzeit.
    case
      when count(*) = count(h.soll_std + h.fehl_std_unent) and sum(h.soll_std) > 0
        then cast(sum(h.fehl_std_unent) / sum(h.soll_std) as decimal(18, 6))
    end as unent
  from basis.schulhalbjahr_std h
  group by h.person_id, h.halbjahr_von
),
schueler as (
  select distinct
    h.freq,
    h.time_period,
    h.halbjahr_von,
    h.person_id,
    h.familie_id,
    a.von - to_months(6 * basis.parameter('ausgang_halbjahre')::integer) as ausgang_von
  from basis.schulhalbjahr_lang h
  join basis.familie f on f.familie_id = h.familie_id
  join basis.halbjahr a on f.aufnahme_monat between a.von and a.bis
  where h.freq = 'SH'
)
select
  s.freq,
  s.time_period,
  s.person_id as unit_id,
  s.person_id,
  s.familie_id as family_id,
  j.unent as numerator,
  a.unent as denominator
from schueler s
left join quote j on j.person_id = s.person_id and j.halbjahr_von = s.halbjahr_von
left join quote a on a.person_id = s.person_id and a.halbjahr_von = s.ausgang_von
where s.halbjahr_von > s.ausgang_von
