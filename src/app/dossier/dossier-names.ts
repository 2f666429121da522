/** A paper's name in a ZIP: its number first, then words any system can write, at most 100 letters. */
export function nameIn(no: number, title: string, extension: string): string {
  const words = title
    .normalize('NFC')
    .replace(/\.(pdf|docx|xlsx|jpe?g|png|zip)$/i, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
  return `${String(no).padStart(3, '0')}-${words || 'tai-lieu'}.${extension}`;
}
