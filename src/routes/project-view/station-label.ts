import { m } from '#messages';

/** What a project's page calls a station of its money. */
export function stationOfProjectLabel(station: string): string {
  return (
    {
      planned: m.projects_money_planned(),
      committed: m.projects_money_committed(),
      advanced: m.projects_money_advanced(),
      spent: m.projects_money_spent(),
      settled: m.projects_money_settled(),
      recovered: m.projects_money_recovered(),
    }[station] ?? station
  );
}
