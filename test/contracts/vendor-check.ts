// `npm run contracts -- <folder>`: the sandboxes and the clients against the vendors' own files.
import { bigCommerceExceptions, nullableProperties } from './bigcommerce-exceptions';
import { brevoDemands } from './brevo-demands';
import { outcomesFor } from './outcomes';
import { reportLines, totalOf } from './report';
import { callbackFile } from './vendor-callbacks';
import { bigCommerceFiles, brevoFiles } from './vendor-folder';

/** Prints the table and the count; true when nothing failed. Rejects when the folder cannot be read. */
export async function checkVendorFolder(
  folder: string,
  print: (line: string) => void,
): Promise<boolean> {
  const outcomes = await outcomesFor({
    bigcommerce: {
      name: 'BigCommerce',
      files: [...bigCommerceFiles(folder, nullableProperties), callbackFile(folder)],
      exceptions: bigCommerceExceptions,
      complete: true,
    },
    brevo: {
      name: 'Brevo',
      files: brevoFiles(folder),
      exceptions: {},
      complete: false,
      demands: brevoDemands,
    },
  });
  for (const line of outcomes.flatMap(reportLines)) print(line);
  const { passed, failed } = totalOf(outcomes);
  print(`contracts: ${passed} checks passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}
