import { fail } from '@sveltejs/kit';
import type { Actions } from './$types.js';

/** The example form always comes back with what was typed and two things to mend. */
export const actions: Actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >;
    return fail(422, {
      typed,
      errors: [
        {
          field: 'taxCode',
          message: 'Mã số thuế có chỗ gõ sai: chữ số thứ mười phải là 4, nhưng đã nhập 5.',
        },
        { field: 'support', message: 'Mức đề nghị 450.000.000 đồng cao hơn mức tối đa 300.000.000 đồng.' },
      ],
    });
  },
};
