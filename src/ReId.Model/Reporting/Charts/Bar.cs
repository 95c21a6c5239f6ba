namespace ReId.Model.Reporting.Charts;

/// <summary>A bar of a <see cref="BarChart"/>.</summary>
/// <param name="Name">Written before it.</param>
/// <param name="Value">Its length, 0 or more.</param>
/// <param name="Deviation">Half the length of the error bar at its end; 0 for none.</param>
public readonly record struct Bar(string Name, double Value, double Deviation = 0);
