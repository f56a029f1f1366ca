import Platform
import SheetRows

// The helper program of `cqcq` for spreadsheets; docs/tables.md describes what it reads and writes.
//
//   cqcq-tables read [--as xlsx|ods] [--sheet NAME] [--all | --list] [--max-unpacked BYTES] < FILE
//   cqcq-tables write FILE < LINES

signal(SIGPIPE, SIG_IGN)
let output = RowOutput()
do throws(TableFault) {
    switch CommandLine.arguments.dropFirst().first {
    case "read": try ReadCommand(Array(CommandLine.arguments.dropFirst(2))).run(output)
    case "write": try WriteCommand(Array(CommandLine.arguments.dropFirst(2))).run()
    default: throw TableFault(code: "Usage", sentence: "cqcq-tables is started by cqcq: read or write", hint: nil)
    }
    output.write(.end)
    output.flush()
} catch {
    output.write(.fault(code: error.code, sentence: error.sentence, hint: error.hint))
    output.flush()
    exit(1)
}
