-- Grain: destination code of KAoA (list anschluss). Its sector (list sektor) after the integrated reporting on training (iABE).
-- The hundreds of the rank in list anschluss are the rank of the sector.
create or replace view basis.anschluss_sektor as
select a.code as anschluss, s.code as sektor
from basis.code a
join basis.code s on s.liste = 'sektor' and s.rang = a.rang // 100
where a.liste = 'anschluss';
