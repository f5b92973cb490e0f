-- Grain: activity of the project × quarter. Activities known by the last day of the quarter, and how they stood on it.
-- An activity is known from the month of its status, its planned or its actual start, whichever is first.
-- Only the newest status is delivered, with the month since which it holds (status_am). Before that month massnahme_status is
-- null: not recorded. A status without a month holds for the newest quarter only.
-- umgesetzt: carried out or made permanent. Activities climb GEPLANT, KONZIPIERT, ERPROBUNG, UMGESETZT, VERSTETIGT, so that one
-- which reached UMGESETZT or a lower step after the day was not carried out on it; otherwise null where the status is.
create or replace view basis.massnahme_stichtag as
select
  z.freq,
  z.time_period,
  m.massnahme_id,
  m.thema,
  m.ebene as ebene_massnahme,
  coalesce(m.status_am <= z.bis, z.vorlaeufig) as bekannt,
  case when bekannt then m.status end as massnahme_status,
  case
    when bekannt then m.status in ('UMGESETZT', 'VERSTETIGT')
    when m.status in ('GEPLANT', 'KONZIPIERT', 'ERPROBUNG', 'UMGESETZT') then false
  end as umgesetzt
from basis.zeitraum z
join basis.massnahme m on coalesce(least(m.status_am, m.start_soll, m.start_ist), z.bis) <= z.bis
where z.freq = 'Q';
