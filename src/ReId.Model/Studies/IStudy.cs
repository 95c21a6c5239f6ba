namespace ReId.Model.Studies;

/// <summary>
/// One question about accuracy and the members that are compared to answer it. Adding one: implement this, add a line to
/// <see cref="StudyCatalog"/>, name it in <c>docs/studies.md</c>.
/// </summary>
public interface IStudy
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the list of studies.</summary>
    string Summary { get; }

    /// <summary>Heading of its report.</summary>
    string Title { get; }

    /// <summary>True where members are trained; false where one finished model is evaluated.</summary>
    bool Trains { get; }

    /// <summary>Seeds that each member is trained with where the user names none.</summary>
    IReadOnlyList<int> Seeds { get; }

    /// <summary>How its scores are drawn; members whose group has no chart are drawn as bars.</summary>
    IReadOnlyList<StudyChart> Charts { get; }

    /// <summary>What is compared.</summary>
    /// <param name="basis">Data, network and picture size that members have in common.</param>
    /// <exception cref="Contracts.ReIdException">The data are too small for a comparison; says what is missing.</exception>
    IReadOnlyList<StudyMember> Members(StudyBasis basis);
}
