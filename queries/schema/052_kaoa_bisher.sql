-- Grain: pupil × school year (SY), from grade 8 on, at schools of general education. What pupils have taken part in up to the end of the
-- school year: potenzialanalyse (SBO 4.x), betrieb (exploring occupations, SBO 5.1, or a placement, SBO 6.1). false: a school says so of
-- at least one such element and none says otherwise; null: nothing was reported about it.
create or replace view basis.kaoa_bisher as
with schueler as (
  select h.freq, h.time_period, h.person_id, h.familie_id, max(j.rang) as jahrgang_rang
  from basis.schulhalbjahr_lang h
  join basis.code j on j.liste = 'jahrgang' and j.code = h.jahrgang
  where h.freq = 'SY'
    and h.schulform not in ('19', '25', '30', '88')
  group by h.freq, h.time_period, h.person_id, h.familie_id
  having max(j.rang) >= 8
)
select
  s.freq,
  s.time_period,
  s.person_id,
  s.familie_id,
  s.jahrgang_rang,
  bool_or(k.teilnahme) filter (k.element like 'SBO4\_%' escape '\') as potenzialanalyse,
  bool_or(k.teilnahme) filter (k.element in ('SBO5_1', 'SBO6_1')) as betrieb
from schueler s
left join basis.kaoa k on k.person_id = s.person_id and left(k.schuljahr, 4) <= left(s.time_period, 4)
group by s.freq, s.time_period, s.person_id, s.familie_id, s.jahrgang_rang;
