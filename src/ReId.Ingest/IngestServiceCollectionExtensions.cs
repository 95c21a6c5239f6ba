using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ReId.Ingest.Detection;
using ReId.Ingest.Detection.Boxes;
using ReId.Ingest.Detection.Onnx;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Tracking;
using ReId.Ingest.Tracking.ByteTrack;

namespace ReId.Ingest;

/// <summary>Puts ingestion into a host.</summary>
public static class IngestServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IngestPipeline"/> and what it needs. The host adds MassTransit with
    /// <see cref="AddIngestConsumers"/>, and an <see cref="Contracts.Blobs.IBlobStore"/> when crops may be large.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="maxCropsInFlight">Most crops between ingestion and the gallery.</param>
    /// <param name="expiry">How long after it was sent a crop is waited for; null for ever.</param>
    public static IServiceCollection AddReIdIngest(
        this IServiceCollection services, int maxCropsInFlight = InFlightBudget.DefaultCapacity, TimeSpan? expiry = null)
    {
        services.AddPersonDetector("hog", (_, options) => new HogPersonDetector(common: options));
        services.AddPersonDetector("none", _ => new WholeImageDetector());
        services.AddPersonDetector("boxes", (_, options) => new FileBoxesDetector(options), DetectorNeeds.Boxes);
        foreach (var layout in KnownLayouts.All)
        {
            services.AddPersonDetector(layout.Name, (_, options) => new OnnxPersonDetector(options, [layout]), DetectorNeeds.Weights);
        }

        services.AddPersonDetector("onnx", (_, options) => new OnnxPersonDetector(options, KnownLayouts.All), DetectorNeeds.Weights);

        services.AddTracker("bytetrack", setup => new ByteTracker(setup.Options, setup.Scores, setup.Interval));
        services.AddTracker("iou", setup => new IouTracker(setup.Options, setup.Scores, setup.Interval));

        services.TryAddSingleton<PersonDetectorCatalog>();
        services.TryAddSingleton<TrackerCatalog>();
        services.TryAddSingleton(provider => new InFlightBudget(maxCropsInFlight, provider.GetService<ILogger<InFlightBudget>>(), expiry));
        services.TryAddSingleton<ICropPublisher, CropPublisher>();
        services.TryAddSingleton<IngestMetrics>();
        services.TryAddSingleton<IngestPipeline>();
        return services;
    }

    /// <summary>Adds a detector to the catalogue.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The name that selects it.</param>
    /// <param name="create">Makes an instance of its own for each caller.</param>
    public static IServiceCollection AddPersonDetector(
        this IServiceCollection services, string name, Func<IServiceProvider, IPersonDetector> create) =>
        services.AddPersonDetector(name, (provider, _) => create(provider));

    /// <summary>Adds a detector that takes options to the catalogue.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The name that selects it.</param>
    /// <param name="create">Makes an instance of its own for each caller.</param>
    /// <param name="needs">What the options must hold for it.</param>
    public static IServiceCollection AddPersonDetector(
        this IServiceCollection services, string name, Func<IServiceProvider, PersonDetectorOptions, IPersonDetector> create,
        DetectorNeeds needs = DetectorNeeds.Nothing) =>
        services.AddSingleton(new PersonDetectorRegistration(name, create, needs));

    /// <summary>Adds a tracker to the catalogue.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The name that selects it.</param>
    /// <param name="create">Makes a tracker for one camera.</param>
    public static IServiceCollection AddTracker(this IServiceCollection services, string name, Func<TrackerSetup, ITracker> create) =>
        services.AddSingleton(new TrackerRegistration(name, create));

    /// <summary>
    /// Adds the consumers that ingestion needs on the bus, on a queue of this process alone. Every
    /// <see cref="ICropLossObserver"/> among the services hears of the crops that are lost.
    /// </summary>
    /// <param name="bus">The bus being configured.</param>
    public static void AddIngestConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<BudgetReleaseConsumer>().Endpoint(endpoint =>
        {
            // Budgets are per process: each one must hear of every crop, and leaves no queue behind.
            endpoint.InstanceId = "-" + Guid.CreateVersion7().ToString("N");
            endpoint.Temporary = true;
        });
}
