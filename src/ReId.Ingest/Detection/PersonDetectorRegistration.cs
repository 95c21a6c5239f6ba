namespace ReId.Ingest.Detection;

/// <summary>One entry of the catalogue.</summary>
/// <param name="Name">The name that selects it, lower case.</param>
/// <param name="Create">Makes an instance of its own for each caller.</param>
/// <param name="Needs">What the options must hold for it.</param>
public sealed record PersonDetectorRegistration(
    string Name, Func<IServiceProvider, PersonDetectorOptions, IPersonDetector> Create, DetectorNeeds Needs = DetectorNeeds.Nothing);
