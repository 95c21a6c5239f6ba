using ReId.Contracts;

namespace ReId.Model.Training.Optimisation;

/// <summary>Parts of a network by the beginnings of parameter names: <c>conv1</c> means conv1.… and not conv10.….</summary>
internal static class PartNames
{
    public static bool Fits(string name, string part) =>
        name == part || name.StartsWith(part + ".", StringComparison.Ordinal);

    /// <summary>Whether a parameter lies in one of the parts.</summary>
    /// <param name="names">All parameters.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="option">Where the parts were named, for the sentence.</param>
    /// <exception cref="ReIdException">A part that no parameter lies in.</exception>
    public static Func<string, bool> Matcher(IEnumerable<string> names, IReadOnlyList<string> parts, string option)
    {
        string[] all = [.. names];
        foreach (var part in parts)
        {
            if (!all.Any(name => Fits(name, part)))
            {
                var there = all.Select(name => name.Split('.')[0]).Distinct();
                throw new ReIdException(
                    $"'{option}' names '{part}', which no parameter of the network begins with; there are {string.Join(", ", there)}.");
            }
        }

        return name => parts.Any(part => Fits(name, part));
    }
}
