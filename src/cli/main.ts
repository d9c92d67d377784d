#!/usr/bin/env node
// `tajo-bigcommerce`: the commands for people, and what their exit codes mean.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { RESOURCES } from '../contracts/names';
import { runDemo, type DemoOptions } from './demo';
import {
  runConnect,
  runDisconnect,
  runStatus,
  type ConnectOptions,
  type StatusOptions,
} from './connection-commands';
import { runDev, type DevOptions } from './dev-command';
import { runDoctor, type DoctorOptions } from './doctor-command';
import { failureText, WrongUsage } from './failure-text';
import { runHooks, type HooksOptions } from './hooks-command';
import { runInbox, type InboxOptions } from './inbox-command';
import { runInit, type InitOptions } from './init-command';
import { runSync, type SyncWords } from './sync-command';

/** 0: done. 1: it failed, or something has to be mended first. 2: wrong usage. 130: interrupted. */
async function run(words: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command('tajo-bigcommerce')
    .description("Brings a BigCommerce shop's customers, orders and products into Brevo.")
    .showHelpAfterError('(add --help to see what there is)')
    .exitOverride();
  syncCommand(program).action(async (options: SyncWords) => {
    code = await runSync(options);
  });
  connectCommand(program).action(async (options: ConnectOptions) => {
    code = await runConnect(options);
  });
  disconnectCommand(program).action(async (store: string, options: { readonly json?: true }) => {
    code = await runDisconnect(store, options);
  });
  statusCommand(program).action(async (options: StatusOptions) => {
    code = await runStatus(options);
  });
  doctorCommand(program).action(async (options: DoctorOptions) => {
    code = await runDoctor(options);
  });
  hooksCommand(program).action(async (options: HooksOptions) => {
    code = await runHooks(options);
  });
  inboxCommand(program).action(async (options: InboxOptions) => {
    code = await runInbox(options);
  });
  initCommand(program).action(async (options: InitOptions) => {
    code = await runInit(options);
  });
  devCommand(program).action(async (options: DevOptions) => {
    code = await runDev(options);
  });
  demoCommand(program).action(async (options: DemoOptions) => {
    code = await runDemo(options);
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said its part already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${failureText(error)}\n`);
    return error instanceof WrongUsage ? 2 : 1;
  }
}

function syncCommand(program: Command): Command {
  return program
    .command('sync')
    .description('start a sync of a connected store; only what differs is written')
    .option('--store <name>', 'its name or hash; needed when several are connected')
    .addOption(
      new Option('--type <type>', 'full: everything is read; incremental: what changed since')
        .choices(['full', 'incremental'])
        .default(undefined, 'full'),
    )
    .addOption(
      new Option('--resource <names...>', 'only these (default: all that are switched on)').choices(
        RESOURCES,
      ),
    )
    .option('--fresh', 'write everything again, whatever Brevo has already')
    .option('--no-variants', 'products without their variants')
    .option('--no-images', 'products without their images')
    .option('--yes', 'agree to more people joining lists than guard.max_list_joins')
    .option('--watch', 'stay and show how far it is; joins a sync that runs already')
    .option('--json', 'print one JSON object, for scripts');
}

function connectCommand(program: Command): Command {
  return program
    .command('connect')
    .description('check the stores of connector.yml and connect them; repeatable')
    .option('--store <name>', 'only this one of connector.yml, by name or hash')
    .option('--json', 'print one JSON object, for scripts');
}

function disconnectCommand(program: Command): Command {
  return program
    .command('disconnect')
    .description("stop a store's syncs and forget its secrets; what is in Brevo stays")
    .argument('<store>', 'its name or hash')
    .option('--json', 'print one JSON object, for scripts');
}

function statusCommand(program: Command): Command {
  return program
    .command('status')
    .description('what is connected, and when it was synced last')
    .option('--store <name>', 'only this one, by name or hash')
    .option('--json', 'print one JSON object, for scripts');
}

function doctorCommand(program: Command): Command {
  return program
    .command('doctor')
    .description('look at everything that can be wrong, and say the cure; changes nothing')
    .option('--store <name>', 'only this connected store, by name or hash')
    .option('--json', 'print one JSON object, for scripts');
}

function hooksCommand(program: Command): Command {
  return program
    .command('hooks')
    .description("look at the stores' hooks at BigCommerce: 1 when one is missing, off or refused")
    .option('--store <name>', 'only this one, by name or hash')
    .option('--repair', 'put them right, and bring over what may have been missed')
    .option('--json', 'print one JSON object, for scripts');
}

function inboxCommand(program: Command): Command {
  return program
    .command('inbox')
    .description('what waits for Temporal: 1 when something is parked')
    .option('--retry [ids...]', 'send what is parked again: these, or all')
    .option('--json', 'print one JSON object, for scripts');
}

function initCommand(program: Command): Command {
  return program
    .command('init')
    .description('write .env with fresh keys, and connector.yml; what is there already is kept')
    .option('--add-keys', 'add the generated keys that an existing .env lacks')
    .option('--json', 'print one JSON object, for scripts');
}

function devCommand(program: Command): Command {
  return program
    .command('dev')
    .description('Temporal, worker and API in one go, for the stores of connector.yml')
    .option('--sandbox', 'for a toy store and a toy Brevo instead; reads nothing of yours')
    .option(
      '--records <n>',
      'with --sandbox: how many customers, orders and products (1000)',
      recordCount,
    )
    .option('--json', 'print one JSON object when everything runs, for scripts');
}

function demoCommand(program: Command): Command {
  return program
    .command('demo')
    .description('the whole story on a toy shop and a toy Brevo account, on this machine alone')
    .option('--once', 'end after the story, also on a terminal')
    .option('--records <n>', 'how many customers, orders and products', recordCount, 1000);
}

function recordCount(word: string): number {
  const count = Number(word);
  if (/^\d+$/.test(word) && count >= 1 && count <= 20_000) return count;
  throw new InvalidArgumentError('Write a whole number from 1 to 20000.');
}

// A reader that has seen enough (`| head`) closes the pipe; that is no reason for a stack.
process.stdout.on('error', () => process.exit(1));
// Exits by itself: nothing that was left behind may keep the command from ending.
void run(process.argv.slice(2)).then((code) => process.exit(code));
