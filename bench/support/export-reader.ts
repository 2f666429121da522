// A process of its own that writes one dossier to nowhere and tells how much memory it took at most.
import { dossierPdf, dossierZip, type Dossier } from '../../src/app/dossier/dossier.ts';
import { openDisk } from '../../src/domain/records/index.server.ts';

process.once(
  'message',
  ({ folder, dossier, as }: { folder: string; dossier: Dossier; as: 'zip' | 'pdf' }) => {
    void write(folder, dossier, as);
  },
);

async function write(folder: string, dossier: Dossier, as: 'zip' | 'pdf') {
  const disk = openDisk(folder);
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const began = performance.now();
  let bytes = 0;
  const stream = as === 'zip' ? dossierZip(disk, dossier, new Date(0)).stream : dossierPdf(disk, dossier);
  for await (const piece of stream) {
    bytes += piece.length;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  clearInterval(watch);
  process.send?.({ bytes, seconds: (performance.now() - began) / 1000, before, peak });
  process.disconnect();
}
