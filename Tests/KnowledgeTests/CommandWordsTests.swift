import Diagnostics
import Knowledge
import PropertyGraph
import Testing

@Suite struct CommandWordsTests {
    /// The parameters of the first step, or the fault, as text.
    private func parameters(_ statement: String, asOf: String? = nil) throws -> String {
        let base = try Shipped.base.get()
        do {
            let source = SourceText(statement)
            guard let invocation = try base.commands.match(source, in: Shipped.scope(asOf)) else { return "no command" }
            let step = invocation.steps[0]
            var parts = step.command.parameters.map { parameter in
                "\(parameter.name)=" + Graph.empty.text(of: step.parameters[parameter.name] ?? .null)
            }
            if invocation.withSources { parts.append("with sources") }
            if invocation.isWide { parts.append("wide") }
            return ([step.command.name] + parts).joined(separator: " ")
        } catch let error as Diagnostics {
            let diagnostic = error.list[0]
            let place = diagnostic.span.map { SourceText(statement)[$0] } ?? ""
            return "\(diagnostic.fault.code) at «\(place)»"
        }
    }

    private static func proposal(_ subject: String, _ object: String, _ predicate: String, _ reason: String) -> String {
        "propose subject='\(subject)' object='\(object)' predicate='\(predicate)' reason='\(reason)' "
            + "confidence=null set=null document=null author=null"
    }

    /// Each type that a mapping set has is one that a proposal can have.
    @Test func proposalsOfEveryType() throws {
        let base = try Shipped.base.get()
        let query = try #require(base.commands["propose"]?.query.text)
        for set in base.schema.mappingSets.values { #expect(query.contains("CREATE (a)-[m:\(set.relationship)]->(b)")) }
    }

    @Test(arguments: [
        ("MATCH (n) RETURN n", "no command"),
        ("gaps", "gaps key_question=null"),
        ("GAPS well-led;", "gaps key_question='kq:W'"),
        ("  gaps well led ", "gaps key_question='kq:W'"),
        ("gaps 'well led'", "gaps key_question='kq:W'"),
        ("gaps \"Well-led\" --with-sources", "gaps key_question='kq:W' with sources"),
        ("gaps --wide --key-question well-led", "gaps key_question='kq:W' wide"),
        ("gaps --key-question='well led'", "gaps key_question='kq:W'"),
        ("gaps key_question=safe", "gaps key_question='kq:S'"),
        ("gaps wel led", "UnknownArgument at «wel led»"),
        ("gaps welled up", "UnknownArgument at «welled up»"),
        ("gaps well-led safe", "TooManyWords at «safe»"),
        ("gaps 'well-led", "UnterminatedArgument at «'well-led»"),
        ("gaps --source", "UnknownOption at «--source»"),
        ("gaps --key-question", "MissingValue at «--key-question»"),
        ("gaps key_question=safe --key-question safe", "RepeatedArgument at «--key-question»"),
        ("show kloes well-led", "show kind='KLOE' key_question='kq:W'"),
        ("show quality statements well led", "show kind='QualityStatement' key_question='kq:W'"),
        ("show i-statements", "show kind='IStatement' key_question=null"),
        ("show kloess", "UnknownArgument at «kloess»"),
        ("show", "MissingArgument at «»"),
        ("trace learning culture", "trace name='saf:S1'"),
        ("trace W3", "trace name='saf:W3'"),
        ("trace ra2014:17", "trace name='ra2014:17'"),
        ("find end of life", "find text='end of life'"),
        ("find 'I am' a=b", "find text='I am a=b'"),
        ("find people's", "find text='people\\'s'"),
        ("compare 2021-07-28 2023-12-01", "compare from='2021-07-28' to='2023-12-01'"),
        ("compare 2021-07-28 2023-13-01", "NotADay at «2023-13-01»"),
        ("compare 2021-07-28", "MissingArgument at «»"),
        ("propose I-12 -> saf:W3 close why not", proposal("mir:I-12", "saf:W3", "closeMatch", "why not")),
        ("propose I-12 saf:W3 skos:broadMatch 'a -> b'", proposal("mir:I-12", "saf:W3", "broadMatch", "a -> b")),
        ("propose freedom to speak up -> good governance EXACTMATCH x", proposal("saf:W3", "ra2014:17", "exactMatch", "x")),
        ("propose -> saf:W3 close x", "UnknownArgument at «->»"),
        ("propose I-12 -> -> saf:W3 close x", "UnknownArgument at «->»"),
        ("propose I-12 ->", "MissingArgument at «»"),
        ("propose I-12 -> saf:W3 match x", "NotOneOf at «match»"),
        ("propose I-12 -> saf:W3 '' x", "NotOneOf at «''»"),
    ])
    func words(statement: String, meaning: String) throws {
        #expect(try parameters(statement) == meaning)
    }

    @Test func severalThingsOfAName() throws {
        #expect(try parameters("trace W3", asOf: "2021-07-28") == "SeveralMatches at «W3»")
    }

    @Test func otherThingsOfTheNameAreANote() throws {
        let base = try Shipped.base.get()
        let invocation = try #require(try base.commands.match(SourceText("trace W3"), in: Shipped.scope()))
        #expect(invocation.notes.map { DiagnosticRenderer().render($0) } == [
            """
            1:7: note: `W3` was taken as saf:W3 "Freedom to speak up" (SAF-2023) [OtherMatches]
              trace W3
                    ^^
              hint: also: asc2026:W3 "Capable and compassionate leaders" (DRAFT-2026-ASC, draft); asc2017:W3 "Engaging and \
            involving people, public and staff" (ASC-2017, not in force); hc2018:W3 "Culture of high-quality, sustainable \
            care" (HC-2018, not in force)
            """
        ])
    }

    @Test func aFollowingCommandTakesTheParameters() throws {
        let base = try Shipped.base.get()
        let invocation = try #require(
            try base.commands.match(SourceText("gaps well-led"), in: Shipped.scope("2021-07-28")))
        #expect(invocation.steps.map(\.command.name) == ["gaps", "coverage"])
        #expect(invocation.steps[1].parameters["key_question"] == .string("kq:W"))
        #expect(invocation.steps[1].parameters["as_of"] == .date(CalendarDate("2021-07-28")!))
        #expect(invocation.steps[1].parameters["historic"] == .boolean(true))
        #expect(invocation.hiddenColumns(of: invocation.steps[0]).contains("sources"))
    }
}
