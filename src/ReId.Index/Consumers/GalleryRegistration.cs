using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReId.Contracts.Blobs;
using ReId.Index.Consumers;

namespace ReId.Index;

/// <summary>Puts a gallery and its consumers into a host.</summary>
public static class GalleryRegistration
{
    /// <summary>
    /// Registers one <see cref="IGallery"/>, opened by the first who asks for it and closed with the container. Pictures
    /// go to a registered <see cref="IBlobStore"/>, or to files in the gallery's directory when there is none.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="options">Where the gallery lives.</param>
    public static IServiceCollection AddReIdGallery(this IServiceCollection services, GalleryOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        AddLog(services);

        // A container has no asynchronous factories; opening happens once, at start, off any synchronisation context.
        return services.AddSingleton<IGallery>(provider => Task.Run(() => Gallery.OpenAsync(
            options, provider.GetService<IBlobStore>(), provider.GetService<ILoggerFactory>()))
            .GetAwaiter().GetResult());
    }

    /// <summary>Registers a gallery that is open already; whoever opened it closes it.</summary>
    /// <param name="services">The container.</param>
    /// <param name="gallery">The gallery.</param>
    public static IServiceCollection AddReIdGallery(this IServiceCollection services, IGallery gallery)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(gallery);
        AddLog(services);
        return services.AddSingleton(gallery);
    }

    /// <summary>Registers the consumers that feed the gallery.</summary>
    /// <param name="bus">The bus's registration.</param>
    public static void AddGalleryConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddConsumer<IndexCropsConsumer, IndexCropsConsumerDefinition>();
    }

    private static void AddLog(IServiceCollection services) => services.AddLogging().AddSingleton(
        provider => new IndexLog(provider.GetRequiredService<ILoggerFactory>().CreateLogger("ReId.Index")));
}
