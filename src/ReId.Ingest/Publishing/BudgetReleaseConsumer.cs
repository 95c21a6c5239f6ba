using MassTransit;
using Microsoft.Extensions.Logging;
using ReId.Contracts.Messages;

namespace ReId.Ingest.Publishing;

/// <summary>
/// Gives a crop's room in the <see cref="InFlightBudget"/> back once it is in the gallery, or once it is certain that
/// it never will be; then the observers hear of it first.
/// </summary>
internal sealed class BudgetReleaseConsumer(
    InFlightBudget budget, IEnumerable<ICropLossObserver> observers, ILogger<BudgetReleaseConsumer> logger) :
    IConsumer<CropIndexed>,
    IConsumer<CropRejected>,
    IConsumer<Fault<CropCaptured>>,
    IConsumer<Fault<CropEmbedded>>
{
    public Task Consume(ConsumeContext<CropIndexed> context)
    {
        budget.Release(context.Message.CropId);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<CropRejected> context)
    {
        var (crop, camera, reason) = (context.Message.CropId, context.Message.Camera, context.Message.Reason);
        Lose(crop, camera, reason, observer => observer.Rejected(crop, camera, reason));
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault<CropCaptured>> context)
    {
        Fail(context.Message.Message, context.Message.Exceptions);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault<CropEmbedded>> context)
    {
        Fail(context.Message.Message.Crop, context.Message.Exceptions);
        return Task.CompletedTask;
    }

    private void Fail(CropCaptured crop, ExceptionInfo[]? exceptions)
    {
        var reason = exceptions is [{ } first, ..] ? first.Message : "unknown";
        Lose(crop.CropId, crop.Camera, reason, observer => observer.Failed(crop.CropId, crop.Camera, reason));
    }

    private void Lose(Guid cropId, string camera, string reason, Action<ICropLossObserver> tell) =>
        budget.Release(cropId, () =>
        {
            IngestLog.CropLost(logger, cropId, camera, reason);
            foreach (var observer in observers)
            {
                tell(observer);
            }
        });
}
