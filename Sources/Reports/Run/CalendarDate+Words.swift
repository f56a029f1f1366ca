import PropertyGraph

extension CalendarDate {
    /// `28 July 2021`
    package var words: String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ]
        return "\(Int(day)) \(months[Int(month) - 1]) \(Int(year))"
    }
}
