/// What a column of an evidence register can hold.
public enum RegisterField: String, CaseIterable, Sendable {
    case id, title, statement, keyQuestion = "key_question", regulation, category, owner, location
    /// The day that the evidence is about; the day it was put into the register; the day it was last looked at; the day its
    /// review is due.
    case date, recorded, reviewed, reviewDue = "review_due"
    case status, link, gap, note
    case action, actionOwner = "action_owner", actionDue = "action_due", actionDone = "action_done"

    /// As it reads in messages.
    public var words: String { rawValue.replacing("_", with: " ") }

    /// Several columns may hold it.
    var takesSeveral: Bool { [.statement, .regulation, .note].contains(self) }

    /// Headings of public templates and programs, and their like; lower case, without punctuation.
    var headings: [String] {
        switch self {
        case .id:
            ["id", "ref", "reference", "ref no", "reference number", "evidence id", "evidence ref", "evidence no", "evidence number",
             "item no", "no", "nr", "number", "unique id", "source id", "document ref", "doc ref", "issue number", "issuenumber"]
        case .title:
            ["title", "evidence", "evidence title", "document", "document title", "document name", "file name", "name of document",
             "evidence provided", "evidenceprovided", "evidence summary", "evidencesummary", "evidence sighted",
             "what evidence do you have", "description of evidence", "evidence description", "checklist item", "evidence attached"]
        case .statement:
            ["statement", "statements", "quality statement", "quality statements", "qs", "qs code", "qs ref", "cqc ref", "cqc reference",
             "cqc statement", "kloe", "kloes", "kloe ref", "key line of enquiry", "key lines of enquiry", "statement number", "statementnumber",
             "statement code", "quality statement code", "statement no", "lines of enquiry", "line of enquiry", "we statement"]
        case .keyQuestion: ["key question", "key questions", "kq", "domain", "cqc domain", "domain key question"]
        case .regulation:
            ["regulation", "regulations", "reg", "regs", "regulatory basis", "regulation number", "fundamental standard",
             "fundamental standards", "law", "legal basis", "hsca regulation", "cqc regulation"]
        case .category:
            ["evidence category", "evidence categories", "category", "ec", "category of evidence", "evidence type", "type of evidence"]
        case .owner:
            ["owner", "evidence owner", "responsible", "responsible person", "person responsible", "lead", "accountable", "who", "held by",
             "completed by", "document owner", "lead person", "responsibility"]
        case .location:
            ["location", "location name", "site", "service", "home", "branch", "unit", "setting", "care home", "service name", "scope"]
        case .date:
            ["date", "evidence date", "date of evidence", "document date", "issue date", "date from", "date issued", "date of audit",
             "evidence date or period", "period", "observed at", "feedback date", "date of document"]
        case .recorded:
            ["date added", "added", "added at", "recorded", "date recorded", "date uploaded", "uploaded", "date logged", "created",
             "created at", "timestamp", "entered"]
        case .reviewed:
            ["date reviewed", "last reviewed", "reviewed", "reviewed at", "last review", "last audit date", "last audit", "lastauditdate"]
        case .reviewDue:
            ["review due", "review date", "review", "next review", "next review due", "next review date", "review by", "review due date", "due for review",
             "expiry", "expiry date", "expires", "valid until", "next audit due", "nextauditdue", "reviewdate", "renewal date"]
        case .status:
            ["status", "compliance", "compliance status", "compliance level", "compliancelevel", "present", "rag", "rag status", "ragstatus",
             "score", "rating", "assessment score", "rag rating"]
        case .link:
            ["link", "url", "hyperlink", "path", "paths", "file path", "file", "evidence location", "where kept", "where stored", "document link",
             "stored at", "storage", "location of evidence", "evidence link", "filepath", "where is it kept"]
        case .gap: ["gap", "gaps", "identified gaps", "identifiedgaps", "finding", "findings", "concerns", "concerns risks", "risks"]
        case .note:
            ["note", "notes", "comment", "comments", "description", "detail", "details", "summary", "evidence notes", "value", "why it supports",
             "rationale", "narrative"]
        case .action:
            ["action", "actions", "action required", "actions required", "actionrequired", "action needed", "action plan", "recommendation",
             "what action or change will you make", "item to be rectified", "action taken"]
        case .actionOwner: ["action owner", "actionowner", "action lead", "action by", "action by whom", "by whom"]
        case .actionDue:
            ["action due", "action due date", "actionduedate", "due date", "due", "deadline", "target date", "target completion date", "by when",
             "action deadline"]
        case .actionDone:
            ["action done", "done", "completed", "date completed", "actual completion date", "completion date", "actual date", "action completed",
             "date done", "closed"]
        }
    }

    /// The field that a heading is one of the names of.
    static func named(_ heading: String) -> RegisterField? {
        let words = Self.plain(heading)
        return allCases.first { $0.headings.contains(words) }
    }

    /// The field whose name, of two words or more, stands within a longer heading: `Quality statement (SAF)`.
    static func within(_ heading: String) -> RegisterField? {
        let words = " " + Self.plain(heading) + " "
        // `Actions Count` holds a number, not an action.
        if words.hasSuffix(" count ") { return nil }
        var best: (field: RegisterField, length: Int)?
        for field in allCases {
            for name in field.headings where name.contains(" ") || name.count >= 7 {
                if words.contains(" " + name + " "), name.count > best?.length ?? 0 { best = (field, name.count) }
            }
        }
        return best?.field
    }

    /// Lower case, words separated by one space, no punctuation.
    public static func plain(_ text: String) -> String {
        String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " }).split(separator: " ").joined(separator: " ")
    }
}

/// Headings of columns that hold data about people, which are not loaded unless somebody asks for them.
enum PersonalData {
    private static let words = [
        "service user", "service users", "resident", "resident name", "patient", "patient name", "client name", "carer name", "carer", "staff name",
        "employee name", "employee", "name", "first name", "surname", "last name", "full name", "person", "person name", "date of birth", "dob",
        "nhs number", "nhs no", "national insurance", "ni number", "phone", "telephone", "mobile", "email", "e mail", "home address", "address",
        "postcode", "next of kin", "nok", "diary entry", "care notes", "room", "room number", "initials", "partner name", "observer",
    ]

    static func isNamed(_ heading: String) -> Bool {
        let plain = RegisterField.plain(heading)
        return words.contains(plain) || ["service user", "date of birth", "nhs number", "carer name", "patient name", "resident name", "staff name"]
            .contains { (" " + plain + " ").contains(" " + $0 + " ") }
    }

    private static let roles = [
        "manager", "lead", "nurse", "director", "deputy", "team", "head", "officer", "coordinator", "administrator", "supervisor", "hr", "quality",
        "compliance", "registered", "nominated", "individual", "clinical", "care", "staff", "senior", "trainer", "chef", "cook", "maintenance",
        "owner", "provider", "board", "governance", "safeguarding", "ipc", "training", "operations", "regional", "area", "all", "matron", "gp",
        "practice", "partner", "office", "finance", "facilities", "housekeeping", "activities", "champion", "tbc", "n", "a", "vacant",
    ]

    /// Two or three capitalised words, none of them a word for a role.
    static func looksLikeName(_ text: String) -> Bool {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "." || $0 == "," })
        guard (2...3).contains(words.count), words.allSatisfy({ $0.first?.isUppercase == true && $0.allSatisfy { $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’" } })
        else { return false }
        return !words.contains { roles.contains($0.lowercased()) }
    }
}
