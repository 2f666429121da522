// A thread of its own: a solve blocks whoever runs it from its first to its last moment.
import { parentPort } from 'node:worker_threads';
import loadHighs, { type Highs, type ModelData, type VariableType } from 'highs';
import type { SolverAnswer, SolverQuestion } from '#appraisal';

if (parentPort === null) throw new Error('this file runs in a worker thread');
const port = parentPort;
const highs = loadHighs();

port.on('message', (question: SolverQuestion) => {
  void highs.then((solver) => port.postMessage(answer(solver, question)));
});

function answer(highs: Highs, question: SolverQuestion): SolverAnswer {
  const { columns } = question.model;
  if (columns.length === 0) return { status: 'solved', chosen: [], bound: 0 };
  return highs.withModel(dataOf(highs, question), (model): SolverAnswer => {
    model.options.set({
      output_flag: false,
      time_limit: question.seconds,
      mip_rel_gap: question.gap,
      // Money comes in millions: a thousandth of the default is still less than a đồng.
      primal_feasibility_tolerance: 1e-9,
      mip_feasibility_tolerance: 1e-9,
    });
    if (question.start.length > 0) {
      const colValue = new Float64Array(columns.length);
      for (const i of question.start) colValue[i] = 1;
      model.setSolution({ colValue });
    }
    model.run();
    const status = model.getModelStatus();
    const { modelStatus } = highs.constants;
    if (status === modelStatus.infeasible) return { status: 'infeasible', chosen: [], bound: null };
    const values = model.getSolution().colValue;
    const bound = Number(model.info.get('mip_dual_bound'));
    return {
      status: status === modelStatus.optimal ? 'solved' : 'time_is_up',
      chosen: columns.flatMap((_, i) => ((values[i] ?? 0) > 0.5 ? [i] : [])),
      bound: Number.isFinite(bound) && Math.abs(bound) < 1e15 ? bound : null,
    };
  });
}

/** Rows as given; when elastic, each that may give way gets a column that lets it, at its price. */
function dataOf(highs: Highs, { model, elastic }: SolverQuestion): ModelData {
  const { columns, worth, rows } = model;
  const cost = elastic ? columns.map(() => 0) : [...worth];
  const upper = columns.map(() => 1);
  const kinds: VariableType[] = columns.map(() => highs.constants.variableType.integer);
  const starts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    indices.push(...row.indices);
    values.push(...row.values);
    if (elastic && row.price !== null) {
      for (const sign of [...(row.lower === null ? [] : [1]), ...(row.upper === null ? [] : [-1])]) {
        indices.push(cost.length);
        values.push(sign);
        cost.push(row.price);
        upper.push(highs.infinity);
        kinds.push(highs.constants.variableType.continuous);
      }
    }
    starts.push(indices.length);
  }
  const sense = highs.constants.objectiveSense;
  return {
    numCols: cost.length,
    numRows: rows.length,
    sense: elastic ? sense.minimize : sense.maximize,
    colCost: cost,
    colLower: cost.map(() => 0),
    colUpper: upper,
    rowLower: rows.map(({ lower }) => lower ?? -highs.infinity),
    rowUpper: rows.map(({ upper: most }) => most ?? highs.infinity),
    matrix: { format: 'csr', numRows: rows.length, numCols: cost.length, starts, indices, values },
    integrality: kinds,
  };
}
