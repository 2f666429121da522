import { z } from 'zod';
import {
  amountField,
  choiceField,
  countField,
  dateField,
  optionalAmountField,
  optionalTextField,
  rowsField,
  textField,
} from '#kernel';
import { voucherSources, type NewVoucher } from './voucher.ts';

/** So many come in at once; a project with more takes them in parts. */
export const MOST_VOUCHERS = 5000;

const voucherRow = z
  .object({
    line: countField({ min: 1, max: 200 }),
    source: choiceField(voucherSources),
    number: textField({ max: 60 }),
    issuedOn: dateField(),
    seller: textField({ max: 200 }),
    sellerTax: optionalTextField({ max: 20 }),
    description: optionalTextField({ max: 300 }),
    amount: amountField(),
    vat: optionalAmountField(),
    invoiceTotal: optionalAmountField(),
    payer: optionalTextField({ max: 200 }),
  })
  .transform((row): NewVoucher => ({
    ...row,
    sellerTax: row.sellerTax?.replaceAll(/[\s.-]/g, '') ?? null,
    invoiceTotal: row.invoiceTotal === 0n ? null : row.invoiceTotal,
  }));

export const vouchersForm = z.object({ rows: rowsField(voucherRow, { max: MOST_VOUCHERS }) });

/** Columns of the template and of what is pasted, in their order; the titles are Vietnamese, as offices pass the file around. */
export const voucherColumns = [
  ['line', 'Dòng dự toán', 14],
  ['source', 'Nguồn chi (KC, tự có, khác)', 26],
  ['number', 'Số chứng từ', 18],
  ['issuedOn', 'Ngày', 12],
  ['seller', 'Người bán', 34],
  ['sellerTax', 'Mã số thuế', 16],
  ['description', 'Nội dung', 34],
  ['amount', 'Số tiền, gồm thuế (đồng)', 24],
  ['vat', 'Thuế GTGT (đồng)', 18],
  ['invoiceTotal', 'Tổng hóa đơn, nếu chia (đồng)', 28],
  ['payer', 'Bên chi trả', 28],
] as const;
