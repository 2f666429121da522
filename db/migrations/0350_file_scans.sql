-- What a scanner for viruses said of each file; a file that no scanner has seen says so.

alter table records.file
  add column scanned_at   timestamptz,
  -- The name of what was found; such a file is not handed out any more.
  add column scan_finding text check (scan_finding is null or scanned_at is not null);
-- What the job has yet to show to the scanner.
create index file_unscanned on records.file (province, stored_at) where scanned_at is null;
grant update (scanned_at, scan_finding) on records.file to kc_app;
