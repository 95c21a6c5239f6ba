using MassTransit;
using ReId.Contracts.Messages;

namespace ReId.Cli.Hosting;

/// <summary>Hears of every crop that is lost on its way.</summary>
internal sealed class CropLossConsumer(CropLosses losses) :
    IConsumer<CropRejected>,
    IConsumer<Fault<CropCaptured>>,
    IConsumer<Fault<CropEmbedded>>
{
    public Task Consume(ConsumeContext<CropRejected> context)
    {
        losses.Reject();
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault<CropCaptured>> context) => Fail(context.Message.Exceptions);

    public Task Consume(ConsumeContext<Fault<CropEmbedded>> context) => Fail(context.Message.Exceptions);

    private Task Fail(ExceptionInfo[]? exceptions)
    {
        losses.Fail(exceptions is [{ } first, ..] ? first.Message : "unknown");
        return Task.CompletedTask;
    }
}
