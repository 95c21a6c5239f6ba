namespace ReId.Ingest.Detection;

/// <summary>One entry of the catalogue.</summary>
/// <param name="Name">The name that selects it, lower case.</param>
/// <param name="Create">Makes an instance of its own for each caller.</param>
public sealed record PersonDetectorRegistration(string Name, Func<IServiceProvider, IPersonDetector> Create);
