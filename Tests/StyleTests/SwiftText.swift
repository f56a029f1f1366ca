/// Enough of Swift's lexical structure to count lines and braces.
enum SwiftText {
    struct Function {
        var name: String
        /// From 1, of the line with `func` or `init`.
        var line: Int
        var length: Int
    }

    /// The lines with the contents of string literals left out, and comments as well.
    static func code(of lines: [Substring]) -> [String] {
        var isInLongText = false
        return lines.map { line in
            let fences = line.components(separatedBy: "\"\"\"").count - 1
            defer { if fences % 2 == 1 { isInLongText.toggle() } }
            if isInLongText { return fences == 1 ? String(line.drop { $0 != "\"" }.drop { $0 == "\"" }) : "" }
            if fences == 1 { return String(line.prefix { $0 != "\"" }) }
            return withoutLiterals(line)
        }
    }

    private static func withoutLiterals(_ line: Substring) -> String {
        var out = "", isInText = false, isEscaped = false
        var before: Character = " "
        for sign in line {
            if isInText {
                if isEscaped { isEscaped = false } else if sign == "\\" { isEscaped = true } else if sign == "\"" { isInText = false }
            } else if sign == "\"" {
                isInText = true
                out += "\"\""
            } else if sign == "/", before == "/" {
                return String(out.dropLast())
            } else {
                out.append(sign)
            }
            before = sign
        }
        return out
    }

    /// Functions and initialisers with their bodies, nested ones as part of what they stand in.
    static func functions(in lines: [Substring]) -> [Function] {
        let code = code(of: lines)
        var found: [Function] = []
        var index = 0
        while index < code.count {
            guard let name = name(of: code[index]) else {
                index += 1
                continue
            }
            var depth = 0, hasBody = false, end = index
            scan: for line in index..<code.count {
                for sign in code[line] {
                    if sign == "{" { (depth, hasBody) = (depth + 1, true) }
                    if sign == "}" { depth -= 1 }
                }
                end = line
                if hasBody, depth <= 0 { break scan }
                // A requirement of a protocol has no body.
                if !hasBody, line > index + 12 || line > index && Self.name(of: code[line]) != nil { break scan }
            }
            if hasBody { found.append(Function(name: name, line: index + 1, length: end - index + 1)) }
            index = hasBody ? end + 1 : index + 1
        }
        return found
    }

    private static func name(of line: String) -> String? {
        let words = line.split { $0 == " " || $0 == "(" || $0 == "<" }.map(String.init)
        if let place = words.firstIndex(of: "func"), place + 1 < words.count { return words[place + 1] }
        let first = words.first { !["public", "package", "private", "fileprivate", "internal", "convenience", "required", "mutating"].contains($0) }
        return first == "init" || first == "init?" ? "init" : nil
    }
}
