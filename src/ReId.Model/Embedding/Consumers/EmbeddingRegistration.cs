using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ReId.Model.Embedding.Consumers;

/// <summary>Puts embedding into a host.</summary>
public static class EmbeddingRegistration
{
    /// <summary>
    /// Registers the <see cref="Embedder"/>, opened on first use and freed with the container.
    /// </summary>
    /// <param name="services">The host's services; an <see cref="Contracts.Blobs.IBlobStore"/> must be among them.</param>
    /// <param name="options">The model and where it runs.</param>
    public static IServiceCollection AddReIdEmbedding(this IServiceCollection services, EmbedderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddSingleton(_ => Embedder.Open(options));
    }

    /// <summary>Registers the consumer that embeds captured crops.</summary>
    /// <param name="bus">The bus, whatever its transport.</param>
    public static IBusRegistrationConfigurator AddEmbeddingConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.TryAddSingleton<CropBatcher>();
        bus.AddConsumer<EmbedCropsConsumer, EmbedCropsDefinition>();
        return bus;
    }
}
