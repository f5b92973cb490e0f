-- Grain: family × period (Q, T) with its case open on the day. Need and income of the three months that end with the day, as far as
-- delivered; the months before intake are not asked for. Sums are null where nothing was delivered, or where one of these months lacks
-- the amount: not determinable, never zero.
--   netto, anrechenbar  earnings, and what counts of them after the allowances of SGB II: two variants, and each figure names its own
--   eigenmittel         net earnings, child benefit and other harmless income (§ 2 Abs. 3 AufenthG)
--   transfer            benefits under AsylbLG and SGB II
-- A need of zero gives no share: bedarf is null then.
create or replace view basis.lebensunterhalt as
select
  f.freq,
  f.time_period,
  f.familie_id,
  nullif(sum(e.bedarf_eur), 0) as bedarf,
  sum(e.erwerb_netto_eur) as netto,
  case when count(e.erwerb_anrechenbar_eur) = count(e.monat) then sum(e.erwerb_anrechenbar_eur) end as anrechenbar,
  case when count(e.kindergeld_eur + e.sonst_unschaedlich_eur) = count(e.monat)
    then sum(e.erwerb_netto_eur + e.kindergeld_eur + e.sonst_unschaedlich_eur)
  end as eigenmittel,
  case when count(e.asylblg_eur + e.sgb2_eur) = count(e.monat) then sum(e.asylblg_eur + e.sgb2_eur) end as transfer
from basis.familie_stichtag f
left join basis.einkommen e
  on e.familie_id = f.familie_id
 and e.monat <= f.stichtag
 and e.monat > f.stichtag - to_months(3)
 and e.monat >= f.aufnahme_monat
group by f.freq, f.time_period, f.familie_id;
