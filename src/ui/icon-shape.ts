import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';

/** An icon as `@lucide/svelte/icons/…` exports it. */
export type IconShape = Component<LucideProps>;
