-- Grain: person × period (P) × leaving. Every leaving of a school while the family was supported, of persons with consent to the use of
-- school data. A person may have left twice; each figure says which of the leavings counts.
-- allgemein: a school of general education. Vocational schools and colleges of further education are not (as in the monitoring of
-- the Länder, D3); a school whose type is missing counts as one, because only such schools give these certificates.
-- hsa and msa: at least a lower secondary, an intermediate certificate. Certificates of special needs (M, V) are neither.
create or replace view basis.abgang_bisher as
select
  p.freq,
  p.time_period,
  p.stichtag,
  p.familie_id,
  p.person_id,
  p.begleitet_bis,
  u.abgang_monat,
  coalesce(u.schulform not in ('19', '25', '30', '88'), true) as allgemein,
  u.abschlussklasse,
  u.abschluss,
  c.rang >= hsa.rang as hsa,
  c.rang >= msa.rang as msa,
  u.anschluss,
  u.anschluss_beginn,
  u.anschlussvereinbarung,
  u.verbleib_6m,
  u.abgang_monat + to_months(cast(basis.parameter('verbleib_monate') as integer)) <= p.stichtag as verbleib_faellig
from basis.person_bisher p
join basis.auswertbar a on a.person_id = p.person_id and a.zweck = 'SCHULE'
join basis.uebergang u on u.person_id = p.person_id and u.abgang_monat between p.aufnahme_monat and p.begleitet_bis
join basis.code c on c.liste = 'abschluss' and c.code = u.abschluss
join basis.code hsa on hsa.liste = 'abschluss' and hsa.code = 'B'
join basis.code msa on msa.liste = 'abschluss' and msa.code = 'F'
where p.freq = 'P';
