using MassTransit;
using Microsoft.Extensions.Logging;
using ReId.Contracts.Messages;

namespace ReId.Ingest.Publishing;

/// <summary>
/// Gives a crop's room in the <see cref="InFlightBudget"/> back once it is in the gallery, or once it is certain that
/// it never will be.
/// </summary>
public sealed class BudgetReleaseConsumer :
    IConsumer<CropIndexed>,
    IConsumer<CropRejected>,
    IConsumer<Fault<CropCaptured>>,
    IConsumer<Fault<CropEmbedded>>
{
    private readonly InFlightBudget _budget;
    private readonly ILogger<BudgetReleaseConsumer> _logger;

    /// <summary>Creates the consumer.</summary>
    /// <param name="budget">The budget of this process.</param>
    /// <param name="logger">Told about crops that were lost.</param>
    public BudgetReleaseConsumer(InFlightBudget budget, ILogger<BudgetReleaseConsumer> logger)
    {
        _budget = budget;
        _logger = logger;
    }

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CropIndexed> context)
    {
        _budget.Release(context.Message.CropId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CropRejected> context)
    {
        Lose(context.Message.CropId, context.Message.Camera, context.Message.Reason);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<Fault<CropCaptured>> context)
    {
        var crop = context.Message.Message;
        Lose(crop.CropId, crop.Camera, Reason(context.Message.Exceptions));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<Fault<CropEmbedded>> context)
    {
        var crop = context.Message.Message.Crop;
        Lose(crop.CropId, crop.Camera, Reason(context.Message.Exceptions));
        return Task.CompletedTask;
    }

    private static string Reason(ExceptionInfo[]? exceptions) => exceptions is [{ } first, ..] ? first.Message : "unknown";

    private void Lose(Guid cropId, string camera, string reason)
    {
        if (_budget.Release(cropId))
        {
            IngestLog.CropLost(_logger, cropId, camera, reason);
        }
    }
}
