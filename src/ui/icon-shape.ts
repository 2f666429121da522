import type { Component } from 'svelte';
import type { LucideIconData, LucideProps } from '@lucide/svelte';

/** An icon as `@lucide/svelte/icons/…` exports it. */
export type IconShape = Component<LucideProps>;

/** What such a file holds: a name, and the shapes to draw. */
export type IconData = Pick<LucideIconData, 'node'> & { readonly name: string };

const written = new Map<string, string>();

/** The shapes of an icon as SVG; written once, since they never change. */
export function shapesOf({ name, node }: IconData): string {
  let shapes = written.get(name);
  if (shapes === undefined) {
    shapes = node.map(([tag, attributes]) => `<${tag} ${said(attributes)}/>`).join('');
    written.set(name, shapes);
  }
  return shapes;
}

const said = (attributes: object) =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${String(value)}"`)
    .join(' ');
