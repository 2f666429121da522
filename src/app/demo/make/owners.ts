import { establishmentForm, type EstablishmentInput } from '#establishments';
import { ownEstablishments, registerEstablishment } from '#establishments/server';
import { expectOk, parseTaxCode, readForm, slug } from '#kernel';
import { actorOfAccount, contextOf, createAccount, listPeople, type Context } from '#people/server';
import type { Cast } from '../cast.ts';
import { craftTrades } from '../data/trades-of-craft.ts';
import { foodTrades } from '../data/trades-of-food.ts';
import { workshops, type Workshop } from '../data/workshops.ts';

/** An establishment of the register, and its owner. */
export interface Owned {
  readonly establishmentId: string;
  readonly owner: Context;
}

/** Registers a workshop by its owner; finds it where that was done before. */
export async function registerWorkshop(people: Cast, index: number, at: Date): Promise<Owned> {
  const workshop = workshops[index]!;
  const accountId = await accountOf(people, workshop, index, at);
  const before = await ownerOf(people, accountId, at);
  const [known] = await ownEstablishments(before);
  if (known) return { establishmentId: known.id, owner: before };
  const { id } = expectOk(await registerEstablishment(before, inputOf(workshop, index)));
  return { establishmentId: id, owner: await ownerOf(people, accountId, at) };
}

async function accountOf(people: Cast, workshop: Workshop, index: number, at: Date): Promise<string> {
  const ofTheCast = [people.owner, people.secondOwner][index];
  if (ofTheCast) return ofTheCast.actor.accountId;
  const administrator = { ...people.administrator, now: at };
  const email = `${slug(workshop.representative)}@nghean.example`;
  const made = await createAccount(administrator, { name: workshop.representative, email });
  if (made.ok) return made.value.id;
  const found = expectOk(await listPeople(administrator, { query: email }));
  return (
    found.people.find((person) => person.email === email)?.id ?? expectOk<{ readonly id: string }>(made).id
  );
}

async function ownerOf(people: Cast, accountId: string, at: Date): Promise<Context> {
  const actor = await actorOfAccount(people.administrator, accountId, at);
  if (!actor) throw new Error('an owner of the sample province is gone');
  return contextOf(people.administrator.db, actor, at);
}

function inputOf(workshop: Workshop, index: number): EstablishmentInput {
  const trade = { ...foodTrades, ...craftTrades }[workshop.trade];
  const has = (trait: string) => (workshop.traits.includes(trait) ? 'on' : '');
  return expectOk(
    readForm(establishmentForm, {
      name: workshop.name,
      legalForm: workshop.legalForm,
      taxCode: taxCodeOf(workshop, index),
      representative: workshop.representative,
      phone: `0238 000 ${String(4100 + index * 37)}`,
      commune: workshop.commune,
      address: workshop.address,
      sector: trade.sector,
      products: trade.product,
      employees: String(workshop.employees),
      revenue: `${workshop.revenue} triệu`,
      capital: `${workshop.capital} triệu`,
      foundedOn: `${String((index % 27) + 1).padStart(2, '0')}/0${(index % 9) + 1}/${workshop.founded}`,
      womenOwned: has('w'),
      minorityOwned: has('m'),
      craftVillage: has('v'),
      craftVillageDecision: has('v') && `${900 + index * 13}/QĐ-UBND`,
      exports: has('e'),
      supportingIndustry: has('s'),
      typicalProduct: has('t'),
      typicalProductCertificate: has('t') && `${12 + index}/GCN-SPCNNTTB`,
      keyProduct: has('k'),
      localMaterialShare: has('l') && String(65 + (index % 30)),
    }),
  );
}

/** Well formed, but from the end of the numbers that the province's office has to give. */
function taxCodeOf(workshop: Workshop, index: number): string {
  const office = workshop.legalForm === 'household_business' ? '8909' : '2909';
  for (let serial = 80_000 + index * 211; ; serial++)
    for (let check = 0; check <= 9; check++) {
      const parsed = parseTaxCode(`${office}${serial}${check}`);
      if (parsed.ok) return parsed.value;
    }
}
