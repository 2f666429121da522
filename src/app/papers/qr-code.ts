import QRCode from 'qrcode';
import { showPaperCode } from '#records';

/** The address of a paper's public page, as a picture for both forms. */
export async function proofOf(origin: string, code: string) {
  const link = `${origin}/verify/${code}`;
  const options = { margin: 0, errorCorrectionLevel: 'M' } as const;
  return {
    address: `${origin.replace(/^https?:\/\//, '')}/verify`,
    code: showPaperCode(code),
    qr: await QRCode.toString(link, { ...options, type: 'svg' }),
    png: new Uint8Array(await QRCode.toBuffer(link, { ...options, scale: 4 })),
  };
}
