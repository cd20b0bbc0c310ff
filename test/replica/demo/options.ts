import { Command, InvalidArgumentError } from 'commander'

export interface DemoOptions {
  port: number
  host: string
  dataDir: string
  /** Forget what earlier runs left. */
  fresh: boolean
  /** Seconds between happenings on the sites. */
  every: number
  /** How many times faster than on the live sites the gateway comes back. */
  pace: number
  verbose: boolean
  /** Two states' gateways and a hub that follows them, instead of one gateway that reads every site. */
  peers: boolean
}

/** Prints help and exits on `--help`; throws commander's errors on anything it does not know. */
export function readOptions(argv: string[]): DemoOptions {
  const command = new Command('npm run demo --')
    .description(
      'The whole gateway against replicas of its sites on loopback. No network is needed.\n' +
        'What it gathers stays in the data folder: stop it in any way, start again, nothing is lost or repeated.',
    )
    .option('-p, --port <number>', 'port of the gateway, 0 for any free one', wholeNumber, 4000)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data-dir <folder>', 'where the demo keeps its data', './data/demo')
    .option('--fresh', 'forget what earlier runs left', false)
    .option('--every <seconds>', 'pause between two happenings on the sites', positive, 4)
    .option('--pace <factor>', 'how many times faster than live schedules run', positive, 1200)
    .option('--peers', 'a gateway of KZ, one of KG, and a hub that has everything from the two', false)
    .option('--verbose', 'print everything the gateway logs', false)
    .parse(argv)
  return command.opts<DemoOptions>()
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
  return value
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('Give a number above 0.')
  return value
}
