// A few words of ASN.1: what certificates, keys and signatures are written in.
import { fromBER, ObjectIdentifier, type BaseBlock, type Constructed, type OctetString } from 'asn1js';

/** The tree of a structure; throws on anything that is none. */
export function parseDer(bytes: Uint8Array): BaseBlock {
  const { offset, result } = fromBER(new Uint8Array(bytes).buffer);
  if (offset < 0) throw new Error(`not ASN.1: ${result.error}`);
  return result;
}

export const children = (block: BaseBlock | undefined): readonly BaseBlock[] => {
  const { value } = (block as Constructed | undefined)?.valueBlock ?? {};
  if (!Array.isArray(value)) throw new Error('not a structure');
  return value;
};

/** The child on a path of places: `at(tree, 1, 0)` is the first of the second. */
export const at = (block: BaseBlock | undefined, ...path: readonly number[]): BaseBlock | undefined =>
  path.reduce<BaseBlock | undefined>((inner, place) => children(inner)[place], block);

export const oidOf = (block: BaseBlock | undefined): string =>
  block instanceof ObjectIdentifier ? block.valueBlock.toString() : '';

/** An octet string, also one in pieces. */
export function octets(block: BaseBlock | undefined): Buffer {
  const string = block as OctetString;
  return string.idBlock.isConstructed
    ? Buffer.concat(children(string).map((piece) => octets(piece)))
    : Buffer.from(string.valueBlock.valueHexView);
}

export const derOf = (block: BaseBlock): Buffer => Buffer.from(block.toBER());
