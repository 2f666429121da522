-- What the thresholds of priority ask of an establishment (Circular 46/2012/TT-BCT, article 6). Rows from before
-- stay as they are: a share nobody stated is unknown, a ground nobody claimed is not claimed.

alter table establishments.establishment
  -- Basis points of the value of all material that come from the own province; null: not stated.
  add column local_material_share int check (local_material_share between 0 and 10000),
  add column exports boolean not null default false,
  add column supporting_industry boolean not null default false,
  add column typical_product boolean not null default false,
  add column typical_product_certificate text,
  add column key_product boolean not null default false,
  add check (typical_product or typical_product_certificate is null);
grant update (local_material_share, exports, supporting_industry, typical_product, typical_product_certificate,
  key_product) on establishments.establishment to kc_app;
