import CypherSyntax
import Diagnostics
import Testing

struct TokenizerTests {
    /// The kinds, without the end.
    private func kinds(_ text: String) -> [Token.Kind] {
        Tokenizer.tokens(of: text).dropLast().map(\.kind)
    }

    private func texts(_ text: String) -> [String] {
        Tokenizer.tokens(of: text).dropLast().map { SourceText(text)[$0.span] }
    }

    @Test func endsInOneEmptyToken() {
        #expect(Tokenizer.tokens(of: "") == [Token(.end, SourceSpan(0, 0))])
        #expect(Tokenizer.tokens(of: " \t\r\n\u{A0}\u{3000}\u{FEFF}").map(\.kind) == [.end])
    }

    @Test func parts() {
        #expect(texts("MATCH(n:A)-->(m)") == ["MATCH", "(", "n", ":", "A", ")", "-", "-", ">", "(", "m", ")"])
        #expect(texts("a<>b<=c>=d=~e<-f") == ["a", "<>", "b", "<=", "c", ">=", "d", "=~", "e", "<", "-", "f"])
        #expect(texts("x[1..2.5]+.5") == ["x", "[", "1", "..", "2.5", "]", "+", ".5"])
    }

    @Test func names() {
        #expect(kinds("κόμβος 变量 имя _x x1 a$ ‿x") == .init(repeating: .name, count: 7))
        #expect(kinds("`a b` `a``b` ``") == .init(repeating: .quotedName, count: 3))
        #expect(texts("`a``b`c") == ["`a``b`", "c"])
    }

    @Test func keywordsInAnyCase() {
        #expect(Tokenizer.tokens(of: "Match RETURN ascending `match` matches").map(\.keyword)
            == [.match, .return, .ascending, nil, nil, nil])
        for keyword in Keyword.allCases {
            #expect(Tokenizer.tokens(of: keyword.word)[0].keyword == keyword)
            #expect(Tokenizer.tokens(of: keyword.word + "x")[0].keyword == nil || keyword == .as)
        }
    }

    @Test func numbers() {
        #expect(kinds("0 12 0x1F 0o17") == .init(repeating: .integer, count: 4))
        #expect(kinds("1.5 .5 1e9 1E-9 1.5e+3") == .init(repeating: .float, count: 5))
        #expect(kinds("0x 0o8 1e 12a 007 1_0") == .init(repeating: .invalid(.number), count: 6))
        #expect(kinds("1.a") == [.integer, .dot, .name])
    }

    @Test func commentsStay() {
        #expect(kinds("a // b\nc /* d */ e") == [.name, .comment, .name, .comment, .name])
        #expect(kinds("a / b") == [.name, .slash, .name])
    }

    @Test func neverFails() {
        #expect(kinds("'a") == [.invalid(.unterminatedString)])
        #expect(kinds("'a\\") == [.invalid(.unterminatedString)])
        #expect(kinds("`a") == [.invalid(.unterminatedName)])
        #expect(kinds("/* a") == [.invalid(.unterminatedComment)])
        #expect(kinds("a # 😀 $") == [.name, .invalid(.character), .invalid(.character), .invalid(.character)])
    }

    @Test func spansAreInBytes() {
        let tokens = Tokenizer.tokens(of: "变量 = 'é'")
        #expect(tokens.map(\.span) == [SourceSpan(0, 6), SourceSpan(7, 8), SourceSpan(9, 13), SourceSpan(13, 13)])
    }

    @Test func coversEveryByteOfAnyText() {
        var state: UInt64 = 42
        let alphabet = Array("ab1.0xe'\"`$()[]{}<>=-~/*+|:;, \n\\uéß变😀–〉MATCH")
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            var at = 0
            for token in Tokenizer.tokens(of: text) {
                #expect(token.span.start >= at && token.span.end >= token.span.start)
                let between = SourceText(text)[SourceSpan(at, token.span.start)]
                #expect(!between.unicodeScalars.contains { !$0.properties.isWhitespace })
                at = token.span.end
            }
            #expect(at == text.utf8.count)
            // What cannot be parsed is refused, not crashed on; what can is printed and parsed to the same.
            if let statement = try? CypherParser.parse(SourceText("RETURN " + text)) {
                let printed = Printer.text(of: statement)
                #expect((try? CypherParser.parse(SourceText(printed))).map { Printer.text(of: $0) } == printed)
            }
        }
    }
}
