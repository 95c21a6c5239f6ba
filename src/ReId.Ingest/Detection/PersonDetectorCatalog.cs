using ReId.Contracts;

namespace ReId.Ingest.Detection;

/// <summary>The detectors that are registered, by name.</summary>
public sealed class PersonDetectorCatalog
{
    private readonly IServiceProvider _services;
    private readonly Dictionary<string, PersonDetectorRegistration> _registrations;

    /// <summary>Creates the catalogue; of two registrations of a name the later one counts.</summary>
    /// <param name="services">Handed to the registrations.</param>
    /// <param name="registrations">All of them.</param>
    public PersonDetectorCatalog(IServiceProvider services, IEnumerable<PersonDetectorRegistration> registrations)
    {
        _services = services;
        _registrations = new(StringComparer.OrdinalIgnoreCase);
        foreach (var registration in registrations)
        {
            _registrations[registration.Name] = registration;
        }
    }

    /// <summary>The names, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _registrations.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a detector cannot do without.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ReIdException">No detector has this name.</exception>
    public DetectorNeeds Needs(string name) => Find(name).Needs;

    /// <summary>Makes a detector; the caller disposes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What it may need; null for nothing.</param>
    /// <exception cref="ReIdException">No detector has this name, or it cannot be made with these options.</exception>
    public IPersonDetector Create(string name, PersonDetectorOptions? options = null)
    {
        options ??= new PersonDetectorOptions();
        options.Validate();
        return Find(name).Create(_services, options);
    }

    private PersonDetectorRegistration Find(string name) => _registrations.TryGetValue(name, out var registration)
        ? registration
        : throw new ReIdException($"There is no detector '{name}': choose one of {string.Join(", ", Names)}.");
}
