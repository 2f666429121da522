import { formatDate, formatDong, formatRate, type FormFields } from '#kernel';
import type { Establishment } from './establishment.ts';

/** An establishment as the texts its form begins with. */
export function establishmentFields(it: Establishment): FormFields {
  const ticked = (value: boolean) => (value ? 'on' : '');
  return {
    name: it.name,
    legalForm: it.legalForm,
    taxCode: it.taxCode,
    representative: it.representative,
    phone: it.phone,
    commune: it.commune,
    address: it.address ?? '',
    sector: it.sector,
    products: it.products ?? '',
    employees: String(it.employees),
    revenue: it.revenue === null ? '' : formatDong(it.revenue, 'vi'),
    capital: it.capital === null ? '' : formatDong(it.capital, 'vi'),
    foundedOn: it.foundedOn === null ? '' : formatDate(it.foundedOn),
    womenOwned: ticked(it.womenOwned),
    minorityOwned: ticked(it.minorityOwned),
    craftVillage: ticked(it.craftVillage),
    craftVillageDecision: it.craftVillageDecision ?? '',
    cleanerProduction: ticked(it.cleanerProduction),
    clusterInvestor: ticked(it.clusterInvestor),
    localMaterialShare: it.localMaterialShare === null ? '' : formatRate(it.localMaterialShare, 'vi'),
    exports: ticked(it.exports),
    supportingIndustry: ticked(it.supportingIndustry),
    typicalProduct: ticked(it.typicalProduct),
    typicalProductCertificate: it.typicalProductCertificate ?? '',
    keyProduct: ticked(it.keyProduct),
  };
}
