/** A TypeScript file that browsers get as a script of its own, by itself and minified: its address (`vite.config.ts`). */
declare module '*?script' {
  const address: string;
  export default address;
}
