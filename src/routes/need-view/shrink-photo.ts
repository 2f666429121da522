/** The longer side of a photo that is read on a screen or printed on a page. */
const LONGEST = 2000;
/** What is small enough goes as it is. */
const SMALL = 600 * 1024;

/**
 * A photo of a phone, some megabytes, made as small as it needs to be: on a weak line that is the difference between seconds
 * and minutes. Whatever cannot be read as a picture is sent as it is, for the server to judge.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (!/^image\/(jpeg|png)$/.test(file.type) || file.size <= SMALL) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const paint = canvas.getContext('2d');
    if (!paint) return file;
    // A picture that is seen through would turn black.
    paint.fillStyle = 'white';
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.(png|jpe?g)$/i, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return file;
  }
}
