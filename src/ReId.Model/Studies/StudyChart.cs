using ReId.Model.Reporting.Charts;

namespace ReId.Model.Studies;

/// <summary>How the scores of a group of members are drawn.</summary>
/// <param name="Group">The group.</param>
/// <param name="Title">Heading of the chart.</param>
/// <param name="Across">The axis below, along which <see cref="StudyMember.Place"/> counts.</param>
/// <param name="Named">
/// True for marks with the members' names, a chart for each score; false for a line of each score in one chart.
/// </param>
public sealed record StudyChart(string Group, string Title, Axis Across, bool Named = false);
